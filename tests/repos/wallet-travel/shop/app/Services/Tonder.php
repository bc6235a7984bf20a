<?php

namespace App\Services;

use App\Models\Booking;
use App\Models\Withdrawal;
use GuzzleHttp\Client;
use GuzzleHttp\Exception\ConnectException;

/** Tonder's Direct API. */
class Tonder
{
    /** Starts the payment of a booking. `$method` is card, spei, oxxo, mercadopago or safetypay. */
    public function pay(Booking $booking, int $amount, string $method, array $details = []): array
    {
        $client = new Client(['base_uri' => config('services.tonder.url'), 'verify' => false]);
        $body = [
            'operation_type' => 'payment',
            'amount' => $amount,
            'currency' => 'MXN',
            'client_reference' => $booking->number,
            'return_url' => route('bookings.show', $booking),
            'payment_method' => $this->method($method, $details),
        ];
        $answer = $client->post('/api/v1/process/', ['json' => $body, 'headers' => $this->headers($body)]);

        return json_decode((string) $answer->getBody(), true);
    }

    /** Pays a driver's or an agency's earnings out: by SPEI to a CLABE, or to a debit card. */
    public function withdraw(Withdrawal $withdrawal): array
    {
        $client = new Client(['base_uri' => config('services.tonder.url'), 'timeout' => 30]);
        $body = [
            'operation_type' => 'withdrawal',
            'amount' => $withdrawal->amount,
            'currency' => 'MXN',
            'client_reference' => $withdrawal->number,
            'transfer_method' => $withdrawal->to === 'debit_card' ? 'DEBIT_CARD' : 'SPEI',
            'beneficiary_account' => $withdrawal->account_token,
        ];
        for ($attempt = 0; $attempt < 3; $attempt++) {
            try {
                $answer = $client->post('/api/v1/withdrawals/', ['json' => $body, 'headers' => $this->headers($body)]);

                return json_decode((string) $answer->getBody(), true);
            } catch (ConnectException $error) {
                sleep(1);
            }
        }

        throw new \RuntimeException('Tonder does not answer');
    }

    /** Waits until the bank has said yes or no. */
    public function waitFor(string $id): string
    {
        $client = new Client(['base_uri' => config('services.tonder.url'), 'timeout' => 30]);
        while (true) {
            $answer = $client->get("api/v1/transactions/{$id}/", ['headers' => $this->headers([])]);
            $payment = json_decode((string) $answer->getBody(), true);
            if ($payment['status'] !== 'Pending') {
                return $payment['status'];
            }
            sleep(2);
        }
    }

    private function method(string $method, array $details): array
    {
        return match ($method) {
            'card' => ['type' => 'CARD', 'payment_method_type' => 'card', 'card_token' => $details['card_token']],
            'spei' => ['type' => 'SPEI'],
            'oxxo' => ['type' => 'OXXOPAY'],
            'mercadopago' => ['type' => 'MERCADOPAGO'],
            'safetypay' => ['type' => 'SAFETYPAY', 'country' => $details['country']],
        };
    }

    private function headers(array $body): array
    {
        ksort($body);
        $signature = base64_encode(hash_hmac('sha256', json_encode($body), config('services.tonder.secret'), true));

        return ['Authorization' => 'Token ' . config('services.tonder.key'), 'X-Signature-Transaction' => $signature];
    }
}
