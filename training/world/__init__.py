"""The outline of the world that the maps are drawn on, and the library that draws them in a browser."""
