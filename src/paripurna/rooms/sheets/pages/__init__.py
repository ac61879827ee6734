"""What the pages of a sheet are drawn from: plain values, built for templates. `saving` reads a sent form on its way in."""
