<?php

namespace App\Http\Controllers;

use App\Models\Booking;
use App\Services\Tonder;
use Illuminate\Http\Request;

class CheckoutController extends Controller
{
    public function store(Request $request, Tonder $tonder)
    {
        $booking = Booking::where('number', $request->input('booking'))->firstOrFail();
        $payment = $tonder->pay($booking, (int) $request->input('amount'), $request->input('method'), $request->input('details', []));
        $booking->update(['tonder_id' => $payment['id'], 'status' => 'waiting']);

        return response()->json(['next' => $payment['next_action'] ?? null, 'voucher' => $payment['payment_instructions'] ?? null]);
    }
}
