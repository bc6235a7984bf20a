<?php

namespace App\Http\Controllers;

use App\Models\Booking;
use App\Models\Withdrawal;
use App\Services\Tonder;
use Illuminate\Http\Request;
use Illuminate\Support\Str;

class WithdrawalController extends Controller
{
    public function store(Request $request, Tonder $tonder)
    {
        $asked = $request->validate(['to' => 'required|in:spei,debit_card', 'account_token' => 'required|string']);
        $withdrawal = Withdrawal::create([
            'owner_id' => $request->user()->id,
            'amount' => $request->user()->earnings(),
            'number' => 'W-' . Str::ulid(),
            'status' => 'open',
            ...$asked,
        ]);
        $paid = $tonder->withdraw($withdrawal);
        $withdrawal->update(['tonder_id' => $paid['id'], 'status' => 'waiting']);

        return response()->json($withdrawal->only('number', 'status'), 201);
    }

    /** Money for a cancelled journey goes back by SPEI, whatever it was paid with. */
    public function refund(Request $request, Booking $booking, Tonder $tonder)
    {
        abort_unless($booking->status === 'cancelled', 409);
        $withdrawal = Withdrawal::firstOrCreate(
            ['number' => "R-{$booking->number}"],
            ['amount' => $booking->price, 'to' => 'spei', 'account_token' => $booking->refund_account, 'status' => 'open'],
        );
        $paid = $tonder->withdraw($withdrawal);
        $withdrawal->update(['tonder_id' => $paid['id'], 'status' => 'waiting']);

        return response()->json($withdrawal->only('number', 'status'), 201);
    }
}
