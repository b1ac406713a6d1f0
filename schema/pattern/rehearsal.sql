-- The scratch database in which a backup of PostgreSQL is restored to see whether it is whole.

-- name: {table}_make :script
CREATE DATABASE {table} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';

-- name: {table}_drop :script
DROP DATABASE IF EXISTS {table};
