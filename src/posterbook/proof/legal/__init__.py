"""The legal proof: every legal block stands on the written page as it must."""
