-- KEYS: the question. ARGV: this node, how long it may take in ms, a node that is gone.
-- The node that answers it: this one, unless another does and is not gone.
local other = redis.call('GET', KEYS[1])
if other and other ~= ARGV[3] then
  return other
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
