<?php

namespace App\Http\Controllers;

use App\Models\Withdrawal;
use App\Services\Tonder;
use Illuminate\Http\Request;
use Illuminate\Support\Str;

class WithdrawalController extends Controller
{
    public function store(Request $request, Tonder $tonder)
    {
        $withdrawal = Withdrawal::create([
            'owner_id' => $request->user()->id,
            'amount' => $request->user()->earnings(),
            'to' => $request->input('to'),
            'account_token' => $request->input('account_token'),
            'number' => 'W-' . Str::ulid(),
            'status' => 'open',
        ]);
        try {
            $paid = $tonder->withdraw($withdrawal);
        } catch (\Exception $error) {
            return response()->json(['message' => $error->getMessage()], 502);
        }
        $withdrawal->update(['tonder_id' => $paid['id'], 'status' => $tonder->waitFor($paid['id'])]);

        return response()->json($withdrawal->only('number', 'status'), 201);
    }
}
