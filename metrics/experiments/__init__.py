"""What came of experiments: looked at by a rule made beforehand, settled once, and kept."""
