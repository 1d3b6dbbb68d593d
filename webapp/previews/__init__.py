"""Pictures that messengers and search engines show beside an address: 1200 x 630 PNG."""
