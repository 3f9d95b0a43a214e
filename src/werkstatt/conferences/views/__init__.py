"""Pages: `public` for everybody; for the office `office` plans, `people` sees who comes, `tables` lays and seats, `printing` makes files."""
