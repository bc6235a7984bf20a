<?php

return [
    'tonder' => [
        'url' => env('TONDER_API_URL'),
        'key' => env('TONDER_API_KEY'),
        'secret' => env('TONDER_SECRET_KEY'),
        'webhook_token' => env('TONDER_WEBHOOK_TOKEN'),
        'webhook_url' => env('TONDER_WEBHOOK_URL'),
    ],
];
