<?php

namespace App\Providers;

use App\Services\Tonder;
use GuzzleHttp\Client;
use Illuminate\Cache\RateLimiting\Limit;
use Illuminate\Support\Facades\RateLimiter;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    public function register(): void
    {
        $this->app->singleton(Tonder::class, fn () => new Tonder(new Client([
            'base_uri' => config('services.tonder.url'),
            'timeout' => 30,
            'connect_timeout' => 5,
            'headers' => ['Authorization' => 'Token ' . config('services.tonder.key')],
        ])));
    }

    public function boot(): void
    {
        RateLimiter::for('hooks', fn () => Limit::perMinute(600));
    }
}
