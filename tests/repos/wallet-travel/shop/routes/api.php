<?php

use App\Http\Controllers\CheckoutController;
use App\Http\Controllers\TonderWebhookController;
use App\Http\Controllers\WithdrawalController;
use Illuminate\Support\Facades\Route;

Route::post('/checkout', [CheckoutController::class, 'store']);
Route::post('/withdrawals', [WithdrawalController::class, 'store'])->middleware('auth:sanctum');
Route::post('/hooks/tonder', [TonderWebhookController::class, 'take']);
