"""Instructions for made screens: what a person might say to point at a control, or at one that is not there."""
