"""Pages of the office: `letters` lists the post, `letter` is one letter, `mailbox` where they are fetched; `entering` is for paper and calls, `portal` for exports."""
