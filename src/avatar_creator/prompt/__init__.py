"""Words to values, and values to the sentence a model reads. Pure; knows no provider and no room."""
