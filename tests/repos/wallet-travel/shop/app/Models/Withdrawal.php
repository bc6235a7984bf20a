<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

/** Earnings on their way to their owner. The account is Tonder's token for a CLABE or a debit card. */
class Withdrawal extends Model
{
    protected $fillable = ['owner_id', 'amount', 'to', 'account_token', 'number', 'status', 'tonder_id'];
}
