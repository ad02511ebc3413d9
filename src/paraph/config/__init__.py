"""The two INI files in AWS's dialect, and every setting with its flag, variable, key and default."""
