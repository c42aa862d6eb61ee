"""The files that a content folder names: prose, pictures, fonts, profiles."""
