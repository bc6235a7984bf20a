<?php
$stripeSecretKey = '{{stripe.secret.live.5}}';
