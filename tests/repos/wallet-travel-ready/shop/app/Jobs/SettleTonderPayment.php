<?php

namespace App\Jobs;

use App\Metrics;
use App\Models\Booking;
use App\Models\Withdrawal;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Foundation\Queue\Queueable;

class SettleTonderPayment implements ShouldQueue
{
    use Queueable;

    public function __construct(private string $id, private string $status, private int $amount, private string $currency)
    {
    }

    public function handle(Metrics $metrics): void
    {
        $metrics->payment(strtolower($this->status));
        $booking = Booking::where('tonder_id', $this->id)->first();
        if ($booking === null) {
            Withdrawal::where('tonder_id', $this->id)->update(['status' => strtolower($this->status)]);

            return;
        }
        $booking->update(['status' => $this->outcome($booking)]);
    }

    private function outcome(Booking $booking): string
    {
        switch ($this->status) {
            case 'Success':
                return $this->amount === $booking->price && $this->currency === 'MXN' ? 'paid' : 'review';
            case 'Pending':
            case 'Processing':
            case 'Authorized':
                return 'waiting';
            case 'Declined':
            case 'Failed':
            case 'Cancelled':
            case 'Expired':
                return 'failed';
            default:
                return 'review';
        }
    }
}
