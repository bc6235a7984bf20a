<?php

use App\Http\Controllers\CheckoutController;
use App\Http\Controllers\TonderWebhookController;
use App\Http\Controllers\WithdrawalController;
use App\Http\Middleware\FromTonder;
use Illuminate\Support\Facades\Route;

Route::post('/checkout', [CheckoutController::class, 'store']);
Route::post('/withdrawals', [WithdrawalController::class, 'store'])->middleware('auth:sanctum');
Route::post('/bookings/{booking}/refund', [WithdrawalController::class, 'refund'])->middleware('can:refund,booking');
Route::post('/hooks/tonder', [TonderWebhookController::class, 'take'])->middleware(['throttle:hooks', FromTonder::class]);
