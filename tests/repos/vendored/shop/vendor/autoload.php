<?php
require __DIR__ . '/pay/client.php';
