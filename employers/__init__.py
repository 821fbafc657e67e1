"""Work with employers: Rapid Response at lay-offs and Quick Start training."""
