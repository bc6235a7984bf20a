<?php

namespace Tests\Feature;

use App\Models\Booking;
use App\Models\User;
use App\Models\Withdrawal;
use App\Services\Tonder;
use GuzzleHttp\Client;
use GuzzleHttp\Handler\MockHandler;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Psr7\Response;
use Illuminate\Foundation\Testing\RefreshDatabase;
use Tests\TestCase;

class WithdrawalsTest extends TestCase
{
    use RefreshDatabase;

    public function test_a_withdrawal_by_spei_is_sent(): void
    {
        $this->withdraw('spei')->assertCreated()->assertJsonPath('status', 'waiting');
    }

    public function test_a_withdrawal_to_a_debit_card_is_sent(): void
    {
        $this->withdraw('debit_card')->assertCreated()->assertJsonPath('status', 'waiting');
    }

    public function test_a_refund_of_a_cancelled_booking_is_sent_once(): void
    {
        $booking = Booking::create(['number' => 'B-1', 'price' => 45000, 'status' => 'cancelled', 'trip_id' => 1, 'seats' => 1, 'refund_account' => 'acc_2']);
        $this->tonderAnswers();
        $this->actingAs(User::factory()->create(['role' => 'staff']))->postJson("/api/bookings/{$booking->id}/refund")->assertCreated();
        $this->assertSame(45000, Withdrawal::where('number', 'R-B-1')->sole()->amount);
    }

    private function withdraw(string $to)
    {
        $this->tonderAnswers();

        return $this->actingAs(User::factory()->create())->postJson('/api/withdrawals', ['to' => $to, 'account_token' => 'acc_1']);
    }

    private function tonderAnswers(): void
    {
        $answers = new MockHandler([new Response(200, [], '{"id": "wd_1", "status": "Processing"}')]);
        $this->app->instance(Tonder::class, new Tonder(new Client(['handler' => HandlerStack::create($answers)])));
    }
}
