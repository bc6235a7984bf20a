<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

/** A journey that somebody wants to buy. The price is that of the trip, in centavos. */
class Booking extends Model
{
    protected $fillable = ['trip_id', 'seats', 'price', 'number', 'status', 'tonder_id'];
}
