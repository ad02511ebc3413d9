"""`aws emr …`: clusters, their instances, applications and steps, in fewer words than the API's."""
