"""`aws ddb put` and `aws ddb select`: DynamoDB with YAML and readable expressions."""
