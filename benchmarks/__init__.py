"""How well and how fast Hearsay reads: accuracy per layer, speed, and the floors neither may fall below."""
