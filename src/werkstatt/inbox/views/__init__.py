"""Pages of the office: `letters` lists the post, `letter` is one letter, `mailbox` where they are fetched."""
