-- For comparing a backup with its source.

-- name: {table}_rows :one                   how many rows the table has
SELECT count(*) FROM {table};
