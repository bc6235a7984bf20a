<?php

namespace Tests\Feature;

use App\Models\Booking;
use Illuminate\Foundation\Testing\RefreshDatabase;
use Tests\TestCase;

class TonderWebhookTest extends TestCase
{
    use RefreshDatabase;

    protected function setUp(): void
    {
        parent::setUp();
        config(['services.tonder.webhook_token' => 'made up for tests']);
        Booking::create(['number' => 'B-1', 'price' => 45000, 'status' => 'waiting', 'trip_id' => 1, 'seats' => 2, 'tonder_id' => 'tx_1']);
    }

    public function test_a_webhook_about_success_pays_the_booking(): void
    {
        $this->deliver('Success', 45000)->assertOk();
        $this->assertSame('paid', Booking::first()->status);
    }

    public function test_a_webhook_about_another_amount_goes_to_review(): void
    {
        $this->deliver('Success', 1)->assertOk();
        $this->assertSame('review', Booking::first()->status);
    }

    public function test_a_webhook_that_is_delivered_twice_counts_once(): void
    {
        $this->deliver('Success', 45000);
        Booking::first()->update(['status' => 'travelled']);
        $this->deliver('Success', 45000)->assertOk();
        $this->assertSame('travelled', Booking::first()->status);
    }

    public function test_a_webhook_with_a_wrong_token_is_refused(): void
    {
        $this->deliver('Success', 45000, 'another')->assertUnauthorized();
    }

    private function deliver(string $status, int $amount, string $token = 'made up for tests')
    {
        $event = ['data' => ['id' => 'tx_1', 'status' => $status, 'amount' => $amount, 'currency' => 'MXN']];

        return $this->withToken($token)->postJson('/api/hooks/tonder', $event);
    }
}
