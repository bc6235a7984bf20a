<?php

namespace App\Http\Middleware;

use App\Metrics;
use Closure;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

/** Lets only Tonder's webhooks pass: they carry the token that we gave in its dashboard. */
class FromTonder
{
    public function __construct(private readonly Metrics $metrics)
    {
    }

    public function handle(Request $request, Closure $next)
    {
        if (!hash_equals(config('services.tonder.webhook_token'), (string) $request->bearerToken())) {
            Log::warning('a webhook with a wrong token was refused', ['ip' => $request->ip()]);
            $this->metrics->webhook('refused');

            return response('', 401);
        }

        return $next($request);
    }
}
