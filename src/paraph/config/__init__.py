"""The two INI files in AWS's dialect, and every setting: flag, variable, key, default."""
