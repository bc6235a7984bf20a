terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.0"
    }
  }
}

variable "project" {
  type = string
}

resource "google_secret_manager_secret" "payments" {
  project   = var.project
  secret_id = "shop-payments-production"

  replication {
    user_managed {
      replicas {
        location = "asia-southeast1"
      }
    }
  }
}

resource "google_secret_manager_secret_iam_member" "cluster" {
  project   = var.project
  secret_id = google_secret_manager_secret.payments.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:external-secrets@${var.project}.iam.gserviceaccount.com"
}
