"""Motifs of dark films: horror, suspense, the underworld and war."""
