<?php

namespace App\Http\Controllers;

use App\Exceptions\PaymentFailed;
use App\Metrics;
use App\Models\Booking;
use App\Services\Tonder;
use Illuminate\Http\Request;

class CheckoutController extends Controller
{
    public function store(Request $request, Tonder $tonder, Metrics $metrics)
    {
        $asked = $request->validate([
            'booking' => 'required|exists:bookings,number',
            'method' => 'required|in:card,spei,oxxo,mercadopago,safetypay',
            'details.card_token' => 'required_if:method,card|string',
            'details.country' => 'required_if:method,safetypay|size:2',
        ]);
        $booking = Booking::where('number', $asked['booking'])->where('status', 'open')->firstOrFail();
        try {
            $payment = $metrics->timed('pay', fn () => $tonder->pay($booking, $asked['method'], $asked['details'] ?? []));
        } catch (PaymentFailed $error) {
            $metrics->payment('error');
            throw $error;
        }
        $booking->update(['tonder_id' => $payment['id'], 'status' => 'waiting']);

        return response()->json(['next' => $payment['next_action'] ?? null, 'voucher' => $payment['payment_instructions'] ?? null]);
    }
}
