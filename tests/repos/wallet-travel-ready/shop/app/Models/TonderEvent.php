<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

/** A delivery that was taken. Transaction and status together are unique: Tonder sends each of them more than once. */
class TonderEvent extends Model
{
    protected $fillable = ['transaction_id', 'status'];
}
