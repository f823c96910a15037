/// e^x for float32, from + − × and bit moves only, so that every machine gives the same bits.
