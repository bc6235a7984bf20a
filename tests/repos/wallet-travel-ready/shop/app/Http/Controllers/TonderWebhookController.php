<?php

namespace App\Http\Controllers;

use App\Jobs\SettleTonderPayment;
use App\Metrics;
use App\Models\TonderEvent;
use Illuminate\Http\Request;

class TonderWebhookController extends Controller
{
    public function take(Request $request, Metrics $metrics)
    {
        $event = $request->input('data');
        $fresh = TonderEvent::firstOrCreate(['transaction_id' => $event['id'], 'status' => $event['status']]);
        if ($fresh->wasRecentlyCreated) {
            SettleTonderPayment::dispatch($event['id'], $event['status'], $event['amount'], $event['currency']);
        }
        $metrics->webhook($fresh->wasRecentlyCreated ? 'taken' : 'repeated');

        return response('', 200);
    }
}
