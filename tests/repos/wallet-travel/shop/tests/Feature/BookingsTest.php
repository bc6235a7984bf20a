<?php

namespace Tests\Feature;

use App\Models\Booking;
use Illuminate\Foundation\Testing\RefreshDatabase;
use Tests\TestCase;

class BookingsTest extends TestCase
{
    use RefreshDatabase;

    public function test_a_booking_has_a_number(): void
    {
        $this->assertSame('B-1', Booking::create(['number' => 'B-1', 'price' => 45000, 'trip_id' => 1, 'seats' => 2])->number);
    }
}
