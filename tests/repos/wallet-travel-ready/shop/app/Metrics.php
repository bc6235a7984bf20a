<?php

namespace App;

use Prometheus\CollectorRegistry;

class Metrics
{
    public function __construct(private readonly CollectorRegistry $registry)
    {
    }

    public function payment(string $result): void
    {
        $this->registry->getOrRegisterCounter('wallet', 'payments_total', 'Payments by result', ['result'])->inc([$result]);
    }

    public function webhook(string $result): void
    {
        $this->registry->getOrRegisterCounter('wallet', 'tonder_webhooks_total', 'Webhooks by result', ['result'])->inc([$result]);
    }

    /** Does something and notes how long Tonder took. */
    public function timed(string $call, callable $work): mixed
    {
        $begin = microtime(true);
        try {
            return $work();
        } finally {
            $took = microtime(true) - $begin;
            $this->registry->getOrRegisterHistogram('wallet', 'tonder_seconds', 'How long Tonder takes', ['call'])->observe($took, [$call]);
        }
    }
}
