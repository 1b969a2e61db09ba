"""The rehearsal model's persona: her card out of the brief and the material, her answers out of her card."""
