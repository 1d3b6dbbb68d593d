"""The published arrays: what each holds, and how it is opened and checked."""
