<?php

namespace App\Exceptions;

use Exception;

/** Tonder refused a payment, or did not answer. What the traveller is told stands in lang/es/payments.php, by code. */
class PaymentFailed extends Exception
{
    public function __construct(public readonly string $reason)
    {
        parent::__construct("Tonder: {$reason}");
    }

    public function render()
    {
        return response()->json(['message' => __("payments.{$this->reason}")], $this->reason === 'unreachable' ? 503 : 422);
    }
}
