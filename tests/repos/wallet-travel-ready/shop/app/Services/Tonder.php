<?php

namespace App\Services;

use App\Exceptions\PaymentFailed;
use App\Models\Booking;
use App\Models\Withdrawal;
use GuzzleHttp\Client;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Exception\RequestException;
use Illuminate\Support\Facades\Log;

/** Tonder's Direct API. One client serves all calls, so that connections are kept. */
class Tonder
{
    private const TRIES = 4;

    public function __construct(private readonly Client $client)
    {
    }

    /** Starts the payment of a booking. `$method` is card, spei, oxxo, mercadopago or safetypay. */
    public function pay(Booking $booking, string $method, array $details = []): array
    {
        $body = [
            'operation_type' => 'payment',
            'amount' => $booking->price,
            'currency' => 'MXN',
            'client_reference' => $booking->number,
            'return_url' => route('bookings.show', $booking),
            'payment_method' => $this->method($method, $details),
        ];

        return $this->send('/api/v1/process/', $body);
    }

    /** Pays a driver's or an agency's earnings out: by SPEI to a CLABE, or to a debit card. */
    public function withdraw(Withdrawal $withdrawal): array
    {
        $body = [
            'operation_type' => 'withdrawal',
            'amount' => $withdrawal->amount,
            'currency' => 'MXN',
            'client_reference' => $withdrawal->number,
            'transfer_method' => $withdrawal->to === 'debit_card' ? 'DEBIT_CARD' : 'SPEI',
            'beneficiary_account' => $withdrawal->account_token,
        ];

        return $this->send('/api/v1/withdrawals/', $body);
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

    /** Sends a call again when nobody answered; the client_reference makes it the same operation. */
    private function send(string $path, array $body): array
    {
        for ($attempt = 0; ; $attempt++) {
            try {
                $answer = $this->client->post($path, ['json' => $body, 'headers' => ['X-Signature-Transaction' => $this->signature($body)]]);

                return json_decode((string) $answer->getBody(), true);
            } catch (ConnectException $error) {
                if ($attempt + 1 === self::TRIES) {
                    throw new PaymentFailed('unreachable');
                }
                usleep((2 ** $attempt) * 500_000 + random_int(0, 250_000));
            } catch (RequestException $error) {
                Log::error('Tonder refused a call', ['path' => $path, 'status' => $error->getCode(), 'reference' => $body['client_reference']]);
                throw new PaymentFailed($error->getCode() < 500 ? 'refused' : 'unreachable');
            }
        }
    }

    private function signature(array $body): string
    {
        ksort($body);

        return base64_encode(hash_hmac('sha256', json_encode($body), config('services.tonder.secret'), true));
    }
}
