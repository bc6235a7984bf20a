<?php

namespace App\Http\Controllers;

use App\Models\Booking;
use Illuminate\Http\Request;

class TonderWebhookController extends Controller
{
    public function take(Request $request)
    {
        if (!hash_equals((string) config('services.tonder.webhook_token'), (string) $request->bearerToken())) {
            return response('', 401);
        }
        $payment = $request->input('data');
        if ($payment['status'] === 'Success') {
            $booking = Booking::where('tonder_id', $payment['id'])->firstOrFail();
            if ($booking->price === $payment['amount']) {
                $booking->update(['status' => 'paid']);
            }
        }

        return response('', 200);
    }
}
