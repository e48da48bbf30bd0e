#!/bin/bash
# What the full proof needs beyond npm: PostgreSQL 15 with pgbench, and the document oracles.
set -eu
packages=(postgresql-15 postgresql-contrib libreoffice-writer poppler-utils)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
    missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  # Nobody needs the cluster that the package would make and start.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi
/usr/lib/postgresql/15/bin/postgres --version
pdftotext -v 2>&1 | head -n 1
soffice --version
