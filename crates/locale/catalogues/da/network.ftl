### network
