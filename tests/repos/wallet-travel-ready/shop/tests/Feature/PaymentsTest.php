<?php

namespace Tests\Feature;

use App\Models\Booking;
use App\Services\Tonder;
use GuzzleHttp\Client;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Handler\MockHandler;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Response;
use Illuminate\Foundation\Testing\RefreshDatabase;
use Tests\TestCase;

class PaymentsTest extends TestCase
{
    use RefreshDatabase;

    private Booking $booking;

    protected function setUp(): void
    {
        parent::setUp();
        $this->booking = Booking::create(['number' => 'B-1', 'price' => 45000, 'status' => 'open', 'trip_id' => 1, 'seats' => 2]);
    }

    public function test_a_card_payment_succeeds(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_1", "status": "Success"}'));
        $this->pay('card', ['card_token' => 'tok_1'])->assertOk();
        $this->assertSame('waiting', $this->booking->fresh()->status);
    }

    public function test_a_card_that_needs_3ds_sends_the_traveller_to_the_bank(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_1", "status": "Pending", "next_action": {"redirect_to_url": "https://bank.example/3ds"}}'));
        $this->pay('card', ['card_token' => 'tok_3ds'])->assertJsonPath('next.redirect_to_url', 'https://bank.example/3ds');
    }

    public function test_spei_gives_the_traveller_a_clabe(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_2", "status": "Pending", "payment_instructions": {"clabe": "made up"}}'));
        $this->pay('spei')->assertJsonPath('voucher.clabe', 'made up');
    }

    public function test_oxxo_gives_the_traveller_a_voucher(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_3", "status": "Pending", "payment_instructions": {"barcode": "made up"}}'));
        $this->pay('oxxo')->assertJsonPath('voucher.barcode', 'made up');
    }

    public function test_mercado_pago_through_tonder_sends_the_traveller_on(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_4", "status": "Pending", "next_action": {"redirect_to_url": "https://mp.example"}}'));
        $this->pay('mercadopago')->assertJsonPath('next.redirect_to_url', 'https://mp.example');
    }

    public function test_safetypay_through_tonder_takes_a_country(): void
    {
        $this->tonderAnswers(new Response(200, [], '{"id": "tx_5", "status": "Pending"}'));
        $this->pay('safetypay', ['country' => 'MX'])->assertOk();
    }

    public function test_a_declined_card_is_told_to_the_traveller(): void
    {
        $this->tonderAnswers(new Response(402, [], '{"detail": "card_declined"}'));
        $this->pay('card', ['card_token' => 'tok_1'])->assertStatus(422)->assertJsonMissing(['detail' => 'card_declined']);
    }

    public function test_an_invalid_payment_method_is_refused(): void
    {
        $this->pay('cash')->assertJsonValidationErrors('method');
    }

    public function test_a_payment_without_card_data_is_a_validation_error(): void
    {
        $this->pay('card')->assertJsonValidationErrors('details.card_token');
    }

    public function test_a_timeout_of_tonder_leaves_the_booking_open(): void
    {
        $down = new ConnectException('timed out', new Request('POST', '/api/v1/process/'));
        $this->tonderAnswers($down, $down, $down, $down);
        $this->pay('spei')->assertStatus(503);
        $this->assertSame('open', $this->booking->fresh()->status);
    }

    private function pay(string $method, array $details = [])
    {
        return $this->postJson('/api/checkout', ['booking' => 'B-1', 'method' => $method, 'details' => $details]);
    }

    private function tonderAnswers(...$answers): void
    {
        $this->app->instance(Tonder::class, new Tonder(new Client(['handler' => HandlerStack::create(new MockHandler($answers))])));
    }
}
