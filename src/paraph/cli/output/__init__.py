"""What a result looks like: json, text, table, yaml."""
