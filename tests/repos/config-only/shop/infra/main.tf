variable "paystack_secret_key" {
  type      = string
  sensitive = true
}

resource "aws_ssm_parameter" "paystack" {
  name  = "/shop/production/paystack"
  type  = "SecureString"
  value = var.paystack_secret_key
}
